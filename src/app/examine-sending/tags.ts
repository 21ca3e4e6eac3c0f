/** Lists of tags, as DKIM and DMARC write them (RFC 6376, 3.2): `v=DKIM1; k=rsa; p=...`. */

/** Names are case-sensitive; of a tag that stands twice, the first counts. */
export function readTags(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at).trim();
    if (name !== '' && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}
