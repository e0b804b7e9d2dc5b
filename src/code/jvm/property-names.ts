/** The names that environment variables go by for a property: the first is what people write. */
export interface PropertyVariable {
  readonly name: string;
  readonly others: readonly string[];
}

/** A property under every spelling of its name: `shop.main-url`, `shop.mainUrl` and `shop.main_url` are one. */
export function canonicalKey(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

/**
 * Relaxed binding: `shop.main-url` is set by SHOP_MAIN_URL or SHOP_MAINURL, `shop.urls[0]` by SHOP_URLS_0; the dotted
 * name serves as well, where a platform allows it. A name in upper case is a variable itself.
 */
export function variableOf(key: string): PropertyVariable {
  if (/^[A-Z0-9_]+$/.test(key)) return { name: key, others: [] };
  const upper = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const plain = key.replace(/\[(\d+)\]/g, '.$1');
  const name = upper(plain).replace(/_$/, '');
  const split = upper(plain.replace(/([a-z0-9])([A-Z])/g, '$1-$2')).replace(/_$/, '');
  const dropped = upper(plain.replaceAll('-', '')).replace(/_$/, '');
  // Lists may be counted with an underscore on both sides: SHOP_URLS_0_.
  const counted = /\[\d+\]/.test(key) ? [upper(key.replace(/\[(\d+)\]/g, '_$1_').replaceAll('-', ''))] : [];
  const all = [dropped, split, ...counted, key].filter((other) => other !== name);
  return { name, others: [...new Set(all)] };
}

/** What the JVM, the build and Spring give by themselves. */
export function isOfTheSystem(key: string): boolean {
  return /^(random|user|java|os|line|file|local|project|path|settings|revision|maven|build)\.|^@/.test(key);
}
