/** Whether texts together hold every word, whatever its case. */
export function holdWords(texts: readonly string[], words: string): boolean {
  const held = texts.join(' ').toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => held.includes(word));
}
