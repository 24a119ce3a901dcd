// Which of many words stand in a text: asked at every key, so a word is looked for only where its first two characters stand.

export class Words {
  constructor() {
    this.by = new Map(); // first two characters → [[word, what it stands for], …]
  }

  add(word, value) {
    const head = word.slice(0, 2);
    if (!this.by.has(head)) this.by.set(head, []);
    this.by.get(head).push([word, value]);
  }

  /** A set of what the words that stand in the text stand for. */
  within(text) {
    const result = new Set();
    for (let i = 0; i < text.length; i += 1) {
      for (const head of [text[i], text.slice(i, i + 2)]) {
        for (const [word, value] of this.by.get(head) || []) if (text.startsWith(word, i)) result.add(value);
      }
    }
    return result;
  }
}
