import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';

const rowsOf = (text: string) => {
  const read = readCsv(text);
  return read.read === 'rows' ? read.rows : read;
};

describe('a CSV', () => {
  it.each([
    ['commas', 'name,email\nAna,ana@example.org'],
    ['semicolons', 'name;email\nAna;ana@example.org'],
    ['tabs', 'name\temail\nAna\tana@example.org'],
    ['a BOM and CRLF', '\uFEFFname,email\r\nAna,ana@example.org\r\n'],
    ['old Mac line ends', 'name,email\rAna,ana@example.org\r'],
    ['quotes around everything', '"name","email"\n"Ana","ana@example.org"\n'],
    ['another order, case and spaces', ' EMAIL , Name \n ana@example.org , Ana \n'],
    ['columns between that mean nothing', 'id;name;a,b;email\n1;Ana;x,y;ana@example.org'],
  ])('is read with %s', (_, text) => {
    expect(rowsOf(text)).toEqual([{ row: 2, name: 'Ana', email: 'ana@example.org', zone: '' }]);
  });

  it('counts rows as a spreadsheet does: the header, empty rows and rows of two lines are one each', () => {
    const text = 'name,email\n\n,,\n"Ana\nMaria",ana@example.org\nBo,bo@example.org';
    expect(rowsOf(text)).toEqual([
      { row: 4, name: 'Ana\nMaria', email: 'ana@example.org', zone: '' },
      { row: 5, name: 'Bo', email: 'bo@example.org', zone: '' },
    ]);
  });

  it('keeps a quote in the middle of a cell and lacks what a short row lacks', () => {
    expect(rowsOf('name,email,zone\nAna "the first",ana@example.org\nBo')).toEqual([
      { row: 2, name: 'Ana "the first"', email: 'ana@example.org', zone: '' },
      { row: 3, name: 'Bo', email: '', zone: '' },
    ]);
  });

  it('says which columns it lacks or has twice', () => {
    expect(readCsv('first;last\n')).toEqual({
      read: 'wrong-header',
      problem: 'no column name and no column email',
      found: ['first', 'last'],
    });
    expect(readCsv('name,email,zone,ZONE\n')).toMatchObject({ problem: 'two columns zone' });
  });

  it('says when its header is one cell that nobody closes', () => {
    expect(readCsv('"name,email\nAna,ana@example.org\n')).toEqual({
      read: 'malformed',
      problem: 'A quoted cell is not closed.',
    });
  });

  it('says near which line a quoted cell begins that nobody closes, and not what stands there', () => {
    expect(readCsv('name,email\nAna,"ana@example.org\n')).toEqual({
      read: 'malformed',
      problem: expect.stringMatching(/^A quoted cell is not closed near line \d\.$/),
    });
  });
});
