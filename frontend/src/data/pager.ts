/** A page of the journal, newest first. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Everything a question finds, page by page. */
export async function* allPages<Item>(
  read: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item[]> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** A list that is read page by page, as far as somebody scrolls. */
export class Pager<Item> {
  items: Item[] = [];
  isBusy = false;
  /** What went wrong with the last attempt. */
  error: unknown;
  #next: string | null | undefined;

  constructor(
    private readonly read: (cursor: string | undefined) => Promise<Page<Item>>,
    private readonly onChange: () => void,
  ) {}

  get isLoaded(): boolean {
    return this.#next !== undefined;
  }

  get hasMore(): boolean {
    return typeof this.#next === "string";
  }

  /** Read the first page, or the next. */
  async more(): Promise<void> {
    if (this.isBusy || this.#next === null) return;
    this.isBusy = true;
    this.error = undefined;
    this.onChange();
    try {
      const page = await this.read(this.#next);
      this.items = [...this.items, ...page.items];
      this.#next = page.next;
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
      this.onChange();
    }
  }
}
