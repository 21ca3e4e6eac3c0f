/** Fields of the form `Name: value` (RFC 5322, 2.2; RFC 3464, 2.1.2), read one line at a time. */

/** Values by their names in small letters, in the order they stand. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** More than any report has. */
const MOST_LINES = 2000;
const LONGEST_VALUE = 4000;

/** Groups of fields with blank lines between them; lines that are none are passed over. */
export function readFieldGroups(text: string): readonly Fields[] {
  const groups: Map<string, string[]>[] = [];
  let open: Map<string, string[]> | null = null;
  let last: string[] | null = null;
  for (const line of text.split(/\r?\n/u, MOST_LINES)) {
    if (line.trim() === '') {
      open = null;
      last = null;
    } else if (/^[ \t]/u.test(line)) {
      unfold(last, line);
    } else {
      const colon = line.indexOf(':');
      if (colon <= 0) continue;
      if (!open) {
        open = new Map();
        groups.push(open);
      }
      last = valuesOf(open, line.slice(0, colon).trim().toLowerCase());
      last.push(line.slice(colon + 1, colon + LONGEST_VALUE).trim());
    }
  }
  return groups;
}

/** The first value of a field; '' without one. */
export function fieldOf(fields: Fields | undefined, name: string): string {
  return fields?.get(name)?.[0] ?? '';
}

function valuesOf(fields: Map<string, string[]>, name: string): string[] {
  const values = fields.get(name) ?? [];
  fields.set(name, values);
  return values;
}

function unfold(values: string[] | null, line: string): void {
  const value = values?.pop();
  if (value !== undefined) values?.push(`${value} ${line.trim()}`.slice(0, LONGEST_VALUE));
}
