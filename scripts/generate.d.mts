export function generated(): Readonly<Record<string, string>>;
