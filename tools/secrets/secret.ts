// The secret that signs cookies and forms. It is never in the database: whoever reads that, or a copy of it, can sign nothing.
import { createHmac, randomBytes } from 'node:crypto'
import { chmod, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import type { OpenedDatabase } from '../postgres/open-database'
import { readOrMakeFile } from '../postgres/private-file'
import { Failure } from '../process.mjs'

/** Where versions up to November 2026 kept the secret. */
const OLD = 'secret'
/** By this, instances that share a database see whether they have the same secret. It says nothing about the secret. */
const FINGERPRINT = 'secret_fingerprint'

/**
 * Takes a connection of the owner of the database whose turn it is, what was opened, and CAIRN_SECRET; returns the secret: that
 * variable, or else a file in the data folder, made at the first start. A secret kept in the database is moved to the file.
 * Throws a Failure when the database is used with another secret: its instances would sign each other's readers out.
 */
export async function readSecret(
  owner: pg.Client,
  { folder, isEmbedded }: Pick<OpenedDatabase, 'folder' | 'isEmbedded'>,
  given: string | undefined,
): Promise<string> {
  const { rows } = await owner.query<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE name IN ($1, $2)',
    [OLD, FINGERPRINT],
  )
  const settings = new Map(rows.map(({ name, value }) => [name, value]))
  const [old, known] = [settings.get(OLD), settings.get(FINGERPRINT)]
  const file = path.join(folder, 'secret')

  const isNew = !given && !(await exists(file))
  // Only one instance at a time can use the embedded database: there, another secret is a change of the secret.
  if (isNew && known && !old && !isEmbedded) throw otherSecret(`there is none in ${file}`)
  const secret = given || (await readFile(folder, file, old))
  const fingerprint = createHmac('sha256', secret).update('the fingerprint of the secret').digest('hex')
  if (known && known !== fingerprint && !isEmbedded)
    throw otherSecret(`that in ${given ? 'CAIRN_SECRET' : file} does not match`)

  await owner.query(
    'INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    [FINGERPRINT, fingerprint],
  )
  if (old) {
    await owner.query('DELETE FROM setting WHERE name = $1', [OLD])
    console.log(
      `The secret that signs cookies was moved out of the database${given ? '' : `, to ${file}`}. Earlier backups still contain it: ` +
        'see "The secret" in docs/operations.md.',
    )
  }
  return secret
}

async function readFile(folder: string, file: string, old: string | undefined): Promise<string> {
  try {
    await mkdir(folder, { recursive: true })
    const text = await readOrMakeFile(file, () => old ?? randomBytes(32).toString('base64url'))
    await chmod(file, 0o600)
    return text.trim()
  } catch (error) {
    throw new Failure(
      `The secret cannot be saved in ${file}: ${(error as Error).message}\nSet CAIRN_DATA_DIR to a folder that can be written to, or CAIRN_SECRET.`,
    )
  }
}

function otherSecret(what: string) {
  return new Failure(
    `This database already has a secret, and ${what}. People would be signed out again and again.\n` +
      'Set CAIRN_SECRET to the same value for every instance that shares the database. The first keeps it in the file "secret" of its data folder.\n' +
      'To use a new secret, which signs everyone out: stop every instance, run\n' +
      `  DELETE FROM setting WHERE name = '${FINGERPRINT}'\n` +
      'on the database, and start again.',
  )
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )
