/** What a file must contain to hold any fact: reads, routes, clients, queues, buckets, servers. */
export const NEEDLES: readonly string[] = ['ENV', 'Figaro'];
