type ElementsOf = (markdown: string) => Node[];

let elements: ElementsOf | null = null;

/** What reads Markdown comes after the page: nobody copies before. */
export async function prepareElements(): Promise<void> {
  elements ??= (await import('./markdown-elements.ts')).markdownElements;
}

/** Markdown as elements, and as its words until what reads it has come. */
export function preparedElements(markdown: string): Node[] {
  return elements?.(markdown) ?? [document.createTextNode(markdown)];
}
