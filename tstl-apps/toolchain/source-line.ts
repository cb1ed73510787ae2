/** Line number `line`, from 1, without its end; empty when there is none. */
export function sourceLineAt(text: string, line: number): string {
  return text.split(/\r\n|\n|\r/)[line - 1] ?? "";
}
