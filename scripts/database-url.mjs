// A first look at DATABASE_URL with nothing installed: is it one, and does anything listen there?
import net from 'node:net'
import { Failure } from './process.mjs'

const limitMs = 5000

/** @param {string} databaseUrl */
export async function checkDatabaseAddress(databaseUrl) {
  const { host, port } = parseDatabaseUrl(databaseUrl)
  // No host, or a folder, means a socket on this machine: the driver will try that.
  if (!host || host.startsWith('/')) return
  await new Promise((resolve, reject) => {
    const socket = net.connect({ host, port })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Failure(`DATABASE_URL: ${host}:${port} does not answer (waited ${limitMs / 1000} seconds).`))
    }, limitMs)
    socket.on('connect', () => {
      clearTimeout(timer)
      socket.end()
      resolve(undefined)
    })
    socket.on('error', (error) => {
      clearTimeout(timer)
      reject(new Failure(describeNetworkError('code' in error ? String(error.code) : '', host, port)))
    })
  })
}

/** @param {string} databaseUrl */
export function parseDatabaseUrl(databaseUrl) {
  const malformed = new Failure(
    'DATABASE_URL is not a PostgreSQL address. It should look like postgresql://user:password@host:5432/database',
  )
  try {
    const url = new URL(databaseUrl)
    if (!['postgres:', 'postgresql:'].includes(url.protocol)) throw malformed
    return {
      host: url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
      database: decodeURIComponent(url.pathname.slice(1)),
      user: decodeURIComponent(url.username),
    }
  } catch {
    throw malformed
  }
}

/**
 * @param {string} code
 * @param {string} host
 * @param {number} port
 */
export function describeNetworkError(code, host, port) {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `DATABASE_URL: there is no host named ${host}.`
  if (code === 'ECONNREFUSED')
    return `DATABASE_URL: nothing listens at ${host}:${port}. Is PostgreSQL running there?`
  return `DATABASE_URL: ${host}:${port} cannot be reached (${code || 'no further reason given'}).`
}
