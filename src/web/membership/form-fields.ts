/** What came in with a form: fields by name, each any number of times; nothing in them has been checked. */
type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A submitted form. */
export type FormFields = {
  /** The first value of a field; '' when it did not come. */
  one(name: string): string;
  all(name: string): readonly string[];
};

/** Reads a body as the parser for `application/x-www-form-urlencoded` left it; any other is an empty form. */
export function readFields(body: unknown): FormFields {
  const fields: Fields = typeof body === 'object' && body !== null ? (body as Fields) : {};
  const all = (name: string): readonly string[] => {
    const value = fields[name];
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  return { all, one: (name) => all(name)[0] ?? '' };
}
