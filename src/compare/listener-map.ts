/** `PLAINTEXT:PLAINTEXT,CONTROLLER:SSL`: which protocol each listener of a Kafka broker speaks. */
const MAP = /^KAFKA_(CFG_)?LISTENER_SECURITY_PROTOCOL_MAP$/;

/**
 * Whether two such maps differ only in listeners that not both sides have: one for the developer's machine is no
 * difference of what the services meet.
 */
export function sameSharedListeners(name: string, left: string, right: string): boolean {
  if (!MAP.test(name)) return false;
  const ours = listenersOf(left);
  const theirs = listenersOf(right);
  return [...ours].every(([listener, protocol]) => (theirs.get(listener) ?? protocol) === protocol);
}

function listenersOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((pair) => {
      const [listener = '', protocol = ''] = pair.trim().split(':');
      return [listener.toUpperCase(), protocol.toUpperCase()];
    }),
  );
}
