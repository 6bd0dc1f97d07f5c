// The tables that a backup holds, and their rows as PostgreSQL's COPY writes them: text that every version reads alike.
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pieces, TableName } from './backup-file'

/**
 * What is no part of a backup: the history of the schema, which its head tells, what lets someone in or counts their
 * attempts at the moment, what someone waits for, and files that are not imported yet. After a restore, everyone signs in again.
 */
const LEFT_OUT = ['_prisma_migrations', 'session', 'verification', 'rate_limit', 'long_work', 'import_file']

/** Rows that are no part of it either: an installation's secret is not for whoever has a copy of its data, and another has its own. */
const LEFT_OUT_ROWS: Readonly<Record<string, string>> = {
  setting: `name IN ('secret', 'secret_fingerprint')`,
}

export interface Table extends TableName {
  /** For ORDER BY: two copies of the same rows are the same bytes, whatever the server's own way of sorting. */
  readonly order: string
  /** The other tables that its rows refer to. */
  readonly refersTo: readonly string[]
}

/** Has every server write values alike, in the time zone of every connection, and lets the work take as long as it takes. */
export async function prepareToCopy(db: pg.Client): Promise<void> {
  await db.query(
    `SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601';
     SET extra_float_digits = 1; SET bytea_output = 'hex';
     SELECT set_config(name, '0', false) FROM pg_settings
     WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')`,
  )
}

/** Returns the tables of a backup, each after those that it refers to. */
export async function listTables(db: pg.Client): Promise<Table[]> {
  const { rows } = await db.query<Table>(
    `SELECT t.relname::text AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY k.n)
        FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, n), pg_attribute a
        WHERE i.indrelid = t.oid AND i.indisprimary AND a.attrelid = t.oid AND a.attnum = k.attnum) AS "order",
       array(SELECT DISTINCT r.relname::text FROM pg_constraint c JOIN pg_class r ON r.oid = c.confrelid
        WHERE c.conrelid = t.oid AND c.contype = 'f' AND c.confrelid <> t.oid) AS "refersTo"
     FROM pg_class t
     WHERE t.relnamespace = to_regnamespace(current_schema()) AND t.relkind = 'r' AND t.relname <> ALL($1)
     ORDER BY t.relname COLLATE "C"`,
    [LEFT_OUT],
  )
  const sorted: Table[] = []
  const left = new Set(rows)
  while (left.size) {
    const waiting = new Set([...left].map(({ name }) => name))
    const ready = [...left].filter(({ refersTo }) => !refersTo.some((name) => waiting.has(name)))
    if (ready.length === 0) throw new Error(`${[...waiting].join(', ')} refer to each other in a circle`)
    for (const table of ready) left.delete(table)
    sorted.push(...ready)
  }
  return sorted
}

/** Returns the rows of a table, in an order that is always the same. The last one is read before anything else is asked. */
export function copyOut(db: pg.Client, { name, columns, order }: Table): Pieces {
  const rows = `SELECT ${list(columns)} FROM ${ident(name)} WHERE ${current(name)} ORDER BY ${order}`
  return db.query(to(`COPY (${rows}) TO STDOUT`)) as AsyncIterable<Buffer>
}

export async function copyIn(db: pg.Client, { name, columns }: TableName, rows: Pieces): Promise<void> {
  await pipeline(
    Readable.from(rows, { objectMode: false }),
    db.query(from(`COPY ${ident(name)} (${list(columns)}) FROM STDIN`)),
  )
}

/** Returns whether a table has rows that a backup would hold. */
export async function hasRows(db: pg.Client, name: string): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${ident(name)} WHERE ${current(name)}) AS found`,
  )
  return rows[0]?.found === true
}

/** Deletes the rows of a table that a backup would hold. */
export async function deleteRows(db: pg.Client, name: string): Promise<void> {
  await db.query(`DELETE FROM ${ident(name)} WHERE ${current(name)}`)
}

export const ident = (name: string) => `"${name.replaceAll('"', '""')}"`

const list = (columns: readonly string[]) => columns.map(ident).join(', ')

const current = (table: string) => `NOT (${LEFT_OUT_ROWS[table] ?? 'false'})`
