/** A path of the repository as the path of a URI; half a surrogate pair, which no URI can hold, becomes U+FFFD. */
export function uriPath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}
