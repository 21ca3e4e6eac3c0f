/** The part of mjml that is used; the package brings no types. */
declare module 'mjml' {
  export type MjmlOptions = {
    readonly fonts?: Readonly<Record<string, string>>;
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
    readonly ignoreIncludes?: boolean;
    readonly keepComments?: boolean;
    readonly minify?: boolean;
  };
  export default function mjml2html(source: string, options?: MjmlOptions): Promise<{ readonly html: string }>;
}
