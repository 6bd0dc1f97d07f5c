// Prisma's schema engine as the WASM build that its npm package carries: the command line would download a binary.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { connectionTo, UNLIMITED } from '../../lib/connection'

// Enough for the engine to know which kind of database it works on.
const datamodels: [string, string][] = [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}']]

/** Opens the engine on a database for some work; throws what the engine said, and no more. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadEngine()
  // One connection: the engine's lock belongs to the session that took it, and goes when that ends.
  const pool = new pg.Pool({ ...connectionTo(databaseUrl, UNLIMITED), max: 1 })
  pool.on('error', () => undefined)
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool))
    return await work(await engine.SchemaEngine.new({ datamodels }, () => {}, adapter))
  } catch (error) {
    const { message } = error as Error
    // Below the message the engine lists where in its own sources it was.
    throw new Error(panic || message.replace(/\n\s+0: [^]*/, '').replace('external connector error\n', ''))
  } finally {
    await pool.end()
  }
}

/** Prisma's own adapter, made fit for what the engine asks of it. */
class EngineAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    nameCharColumns(adapter as unknown as AdapterInside)
    return adapter
  }
}

type AdapterInside = Pick<SqlDriverAdapter, 'queryRaw'> & {
  performIO: (query: SqlQuery) => Promise<{ fields: { dataTypeID: number }[]; rows: unknown[][] }>
}

const charOid = 18
const textOid = 25

/** The system tables the engine reads have columns of PostgreSQL's one-byte "char", a type the adapter does not know. */
function nameCharColumns(adapter: AdapterInside) {
  const charColumns = new WeakMap<unknown[][], number[]>()
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    const found = result.fields.flatMap((field, index) => (field.dataTypeID === charOid ? [index] : []))
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = textOid
    charColumns.set(result.rows, found)
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of charColumns.get(result.rows) ?? [])
      result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
}

let loading: Promise<void> | undefined
let panic = ''

function loadEngine() {
  return (loading ??= instantiate())
}

async function instantiate() {
  // Where the engine leaves its last words, should it panic.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => (panic = text) } })
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = await WebAssembly.compile(await readFile(glue.replace(/\.js$/, '.wasm')))
  // Node runs this import only behind a flag, so the glue and the module are brought together by hand.
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': { ...engine } })
  engine.__wbg_set_wasm(exports)
  ;(exports as { __wbindgen_start: () => void }).__wbindgen_start()
}
