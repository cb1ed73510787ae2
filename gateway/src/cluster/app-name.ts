/** What people call an app: its folder's name where its file is main.ts or index.ts, else its file's. */
export function appName(entry: string): string {
  const parts = entry.replace(/\.ts$/, "").split("/");
  const file = parts.pop() ?? "";
  const name = file === "main" || file === "index" ? (parts.pop() ?? file) : file;
  return (
    name
      .replace(/[^A-Za-z0-9._-]/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 63) || "app"
  );
}
