interface JSON {
  /** Annotate what comes out: `const point: Point = JSON.parse(text)`. null becomes undefined. */
  parse(text: string, reviver?: (this: any, key: string, value: any) => any): any;
  stringify(value: undefined): undefined;
  stringify(
    value: unknown,
    replacer?: ((this: any, key: string, value: any) => any) | readonly (string | number)[],
    space?: string | number,
  ): string;
}
declare const JSON: JSON;

interface StructuredClone {
  <T>(value: T): T;
}
/** A copy of all that a value holds; objects of classes become plain ones. */
declare const structuredClone: StructuredClone;
