export interface AnswerRead {
  readonly name: string;
  /** What stands below the name when the answer came late. */
  readonly note: string | undefined;
  readonly words: string;
}

/** Reads a digest's text part as a person does: a name, perhaps a note, then that person's words, set in. */
export function answersIn(text: string, names: readonly string[]): readonly AnswerRead[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const heads = lines.flatMap((line, at) => (names.includes(line) ? [at] : []));
  return heads.map((head) => {
    const gap = lines.indexOf('', head);
    const rest = lines.slice(gap + 1);
    const end = rest.findIndex((line) => line !== '' && !line.startsWith('  '));
    const words = rest.slice(0, end === -1 ? rest.length : end).map((line) => line.replace(/^ {2}/, ''));
    return {
      name: lines[head] ?? '',
      note: gap > head + 1 ? lines[head + 1] : undefined,
      words: words.join('\n').trim(),
    };
  });
}
