import { CsvError, parse } from 'csv-parse/sync';

/** A row as it stands; `row` counts from 1 as a spreadsheet does, so that the header is row 1. */
export interface PostedRow {
  readonly row: number;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
}

export type CsvRead =
  | { readonly read: 'rows'; readonly rows: readonly PostedRow[] }
  /** Columns that are missing or stand there twice, and the header as it was found. */
  | { readonly read: 'wrong-header'; readonly problem: string; readonly found: readonly string[] }
  | { readonly read: 'malformed'; readonly problem: string };

const DELIMITERS = [',', ';', '\t'] as const;
const COLUMNS = ['name', 'email', 'zone'] as const;
const NEEDED: readonly string[] = ['name', 'email'];

/**
 * Members from a CSV (RFC 4180, and what spreadsheets make of it): the header names the columns in any order and case,
 * the delimiter is the one that makes most of the header, cells are trimmed, empty lines count and say nothing.
 */
export function readCsv(text: string): CsvRead {
  try {
    const { delimiter, header } = headerOf(text);
    const problem = problemOf(header);
    if (problem !== undefined) return { read: 'wrong-header', problem, found: header };
    return { read: 'rows', rows: rowsOf(records(text, delimiter), header) };
  } catch (error) {
    if (error instanceof CsvError) return { read: 'malformed', problem: whatIsMalformed(error) };
    throw error;
  }
}

function headerOf(text: string) {
  const [first, ...others] = DELIMITERS.flatMap((delimiter) => headerBy(text, delimiter));
  if (first === undefined) throw new CsvError('CSV_QUOTE_NOT_CLOSED', 'no delimiter makes a header');
  return others.reduce((best, reading) => (isBetter(reading, best) ? reading : best), first);
}

interface HeaderReading {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly known: number;
}

/** A wrong delimiter can make quoted cells unreadable. */
function headerBy(text: string, delimiter: string): readonly HeaderReading[] {
  try {
    const header = (records(text, delimiter, 1)[0] ?? []).map((cell) => cell.toLowerCase());
    return [{ delimiter, header, known: COLUMNS.filter((column) => header.includes(column)).length }];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

const isBetter = (a: HeaderReading, b: HeaderReading): boolean =>
  a.known > b.known || (a.known === b.known && a.header.length > b.header.length);

function problemOf(header: readonly string[]): string | undefined {
  const missing = NEEDED.filter((column) => !header.includes(column));
  if (missing.length > 0) return `no column ${missing.join(' and no column ')}`;
  const twice = COLUMNS.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
  return twice === undefined ? undefined : `two columns ${twice}`;
}

function rowsOf(all: readonly (readonly string[])[], header: readonly string[]): PostedRow[] {
  const [name, email, zone] = COLUMNS.map((column) => header.indexOf(column));
  const cell = (cells: readonly string[], at = -1) => cells[at] ?? '';
  return all.flatMap((cells, index) =>
    index === 0 || cells.every((each) => each === '')
      ? []
      : [{ row: index + 1, name: cell(cells, name), email: cell(cells, email), zone: cell(cells, zone) }],
  );
}

const records = (text: string, delimiter: string, to = -1): string[][] =>
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to,
    trim: true,
  });

function whatIsMalformed(error: CsvError): string {
  const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? `A quoted cell is not closed${line}.`
    : `A row cannot be read${line}.`;
}
