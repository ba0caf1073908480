export interface Xml {
  readonly [name: string]: string | number | boolean | readonly Xml[];
}

/** A document of S3's; a list repeats its element. */
export const xml = (root: string, content: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${elements(content)}</${root}>`;

const elements = (content: Xml): string =>
  Object.entries(content)
    .map(([name, value]) =>
      typeof value === 'object'
        ? value.map((one) => `<${name}>${elements(one)}</${name}>`).join('')
        : `<${name}>${escaped(String(value))}</${name}>`,
    )
    .join('');

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
