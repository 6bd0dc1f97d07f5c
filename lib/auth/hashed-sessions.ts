/**
 * Sessions in the database by the hash of their token (lib/http/session-token.ts), so that whoever can read it cannot sign in with
 * what they read. better-auth has no such option: what it reads and writes is changed on the way.
 */

import 'server-only'
import type { DBAdapterInstance, DBTransactionAdapter, Where } from 'better-auth'
import { sessionKey } from '@/lib/http/session-token'

/** Takes a database adapter of better-auth; returns the same, but the table of sessions never sees a token. */
export function withHashedSessions(open: DBAdapterInstance): DBAdapterInstance {
  return (options) => {
    const adapter = open(options)
    return {
      ...adapter,
      ...hashTokens(adapter),
      transaction: (work) => adapter.transaction((tx) => work({ ...tx, ...hashTokens(tx) })),
    }
  }
}

/** All that an adapter does with rows; the tokens that better-auth gives and gets are those of the cookies. */
type Rows = Pick<
  DBTransactionAdapter,
  | 'create'
  | 'findOne'
  | 'findMany'
  | 'count'
  | 'update'
  | 'updateMany'
  | 'delete'
  | 'deleteMany'
  | 'consumeOne'
  | 'incrementOne'
>

function hashTokens(adapter: Rows): Rows {
  return {
    create: async <T, R = T>(given: Parameters<Rows['create']>[0]) => {
      const row = await adapter.create(hashData(given, 'data'))
      return restoreToken(row, given.model, tokensIn(given.model, given.data)) as R
    },
    findOne: async <T>(given: Parameters<Rows['findOne']>[0]) =>
      restoreToken(await adapter.findOne<T>(hashWhere(given)), given.model, tokensAsked(given)),
    findMany: async <T>(given: Parameters<Rows['findMany']>[0]) => {
      const tokens = tokensAsked(given)
      return (await adapter.findMany<T>(hashWhere(given))).map((row) =>
        restoreToken(row, given.model, tokens),
      )
    },
    count: (given) => adapter.count(hashWhere(given)),
    update: async <T>(given: Parameters<Rows['update']>[0]) => {
      const row = await adapter.update<T>(hashData(hashWhere(given), 'update'))
      return restoreToken(row, given.model, [...tokensAsked(given), ...tokensIn(given.model, given.update)])
    },
    updateMany: (given) => adapter.updateMany(hashData(hashWhere(given), 'update')),
    delete: (given) => adapter.delete(hashWhere(given)),
    deleteMany: (given) => adapter.deleteMany(hashWhere(given)),
    consumeOne: async <T>(given: Parameters<Rows['consumeOne']>[0]) =>
      restoreToken(await adapter.consumeOne<T>(hashWhere(given)), given.model, tokensAsked(given)),
    incrementOne: async <T>(given: Parameters<Rows['incrementOne']>[0]) =>
      restoreToken(await adapter.incrementOne<T>(hashWhere(given)), given.model, tokensAsked(given)),
  }
}

interface Asked {
  readonly model: string
  readonly where?: Where[] | undefined
}

const isToken = ({ field }: Where) => field === 'token'

/** The tokens by which sessions are asked for. */
function tokensAsked({ model, where = [] }: Asked): string[] {
  return model === 'session' ? where.filter(isToken).flatMap(({ value }) => value as string | string[]) : []
}

function tokensIn(model: string, { token }: { readonly token?: unknown }): string[] {
  return model === 'session' && typeof token === 'string' ? [token] : []
}

function hashWhere<G extends Asked>(given: G): G {
  if (given.model !== 'session' || !given.where?.some(isToken)) return given
  const where = given.where.map((one): Where => {
    if (!isToken(one)) return one
    if (Array.isArray(one.value))
      return { ...one, value: one.value.map((token) => sessionKey(String(token))) }
    if (typeof one.value !== 'string' || !['eq', undefined].includes(one.operator))
      throw new Error('A session is found by its whole token')
    return { ...one, value: sessionKey(one.value) }
  })
  return { ...given, where }
}

function hashData<K extends 'data' | 'update', G extends { model: string } & Record<K, object>>(
  given: G,
  part: K,
): G {
  const [token] = tokensIn(given.model, given[part])
  return token === undefined ? given : { ...given, [part]: { ...given[part], token: sessionKey(token) } }
}

/** Takes a row as it is in the database and the tokens that may be its own; returns it as better-auth wrote it. */
function restoreToken<R>(row: R, model: string, tokens: readonly string[]): R {
  if (model !== 'session' || row === null || typeof row !== 'object') return row
  const current = (row as { token?: unknown }).token
  const token = tokens.find((one) => sessionKey(one) === current)
  return token === undefined ? row : { ...row, token }
}
