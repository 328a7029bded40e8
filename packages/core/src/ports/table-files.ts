/** A file that leaves the studio. */
export interface StudioFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file in an archive, with its folder in front of its name. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Lines of cells. */
export type TableCells = readonly (readonly string[])[];

/**
 * Table files port: tables that people bring along and take away. Adapter: table-files. What is read is read as text, whatever it looks like.
 */
export interface TableFiles {
  /** Text with any usual separator. Throws `invalid-request` that names the line where it is broken. */
  parse(text: string): Promise<TableCells>;
  /**
   * A file by its name: the first sheet of an XLSX file, else text in UTF-8, GB18030 or Big5. Throws `invalid-request` when it is no such file or is
   * broken.
   */
  read(bytes: Uint8Array, name: string): Promise<TableCells>;
  /** For any spreadsheet program; no cell is taken for a formula. Numbers stay numbers. */
  write(lines: readonly (readonly (string | number)[])[], format: 'csv' | 'xlsx'): Promise<Uint8Array<ArrayBuffer>>;
  /** Files in one ZIP. The names are those that are seen; no two may be the same. */
  archive(files: readonly ArchivedFile[]): Promise<Uint8Array<ArrayBuffer>>;
}
