/** An item's element, and how to show the item's newer self in it. */
export interface Row<Item> {
  readonly dom: Element;
  update(item: Item): void;
}

/** Children of `parent`, one for each item, that keep their element (focus, scroll, selection) as long as the key lives. */
export class KeyedList<Item> {
  readonly #parent: Element;
  readonly #keyOf: (item: Item) => string;
  readonly #make: (item: Item) => Row<Item>;
  #rows = new Map<string, Row<Item>>();

  constructor(parent: Element, keyOf: (item: Item) => string, make: (item: Item) => Row<Item>) {
    this.#parent = parent;
    this.#keyOf = keyOf;
    this.#make = make;
  }

  update(items: readonly Item[]): void {
    const rows = new Map<string, Row<Item>>();
    for (const item of items) {
      const key = this.#keyOf(item);
      const row = this.#rows.get(key) ?? this.#make(item);
      row.update(item);
      rows.set(key, row);
    }
    for (const [key, row] of this.#rows) if (!rows.has(key)) row.dom.remove();
    this.#rows = rows;
    this.#order();
  }

  #order(): void {
    let place = 0;
    for (const { dom } of this.#rows.values()) {
      const there = this.#parent.children[place] ?? null;
      if (there !== dom) this.#parent.insertBefore(dom, there);
      place += 1;
    }
  }
}
