/**
 * What a plan's file may be at most. Each limit is far above a plan of 20,000 actions as spreadsheet programs write it. Together they
 * bound the memory: a thread that asks for much at once beyond its own limit ends the whole process, so that must never happen.
 */
export const LIMITS = {
  megabytes: 20,
  /** Of all parts that are read, together. */
  unpackedMegabytes: 100,
  /** Of the archive that a workbook is. */
  parts: 2_000,
  sheets: 100,
  /** Cells with something in them, in all sheets. */
  cells: 200_000,
  /** Of all cells together: a text that many cells share counts with each. */
  characters: 20_000_000,
  /** Texts that cells share, used or not; formats; links: of each so many. */
  listed: 500_000,
  /** Lines of a text file, blank ones counted. */
  lines: 200_000,
  /** As Excel has it. In characters. */
  cellLength: 32_767,
  /** Of the table. A plan of some more cannot be read: its partners are asked for by pairs of ids, 32,767 ids at a time. */
  actions: 20_000,
  /** Of the table, from its first to its last. */
  columns: 500,
  merged: 20_000,
  /** Of cells. There can be one with each cell; a person cannot read more. */
  problems: 1_000,
} as const
