// A first look at the database's addresses with nothing installed: are they such, and does anything listen there?
import net from 'node:net'
import { Failure } from '../process.mjs'

const limitMs = 5000

/**
 * @param {string} databaseUrl
 * @param {string} variable where it was given
 */
export async function checkDatabaseAddress(databaseUrl, variable) {
  const { host, port } = parseDatabaseUrl(databaseUrl, variable)
  // No host, or a folder, means a socket on this machine: the driver will try that.
  if (!host || host.startsWith('/')) return
  await new Promise((resolve, reject) => {
    const socket = net.connect({ host, port })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Failure(`${variable}: ${host}:${port} does not answer (waited ${limitMs / 1000} seconds).`))
    }, limitMs)
    socket.on('connect', () => {
      clearTimeout(timer)
      socket.end()
      resolve(undefined)
    })
    socket.on('error', (error) => {
      clearTimeout(timer)
      reject(
        new Failure(describeNetworkError(variable, 'code' in error ? String(error.code) : '', host, port)),
      )
    })
  })
}

/**
 * @param {string} databaseUrl
 * @param {string} variable where it was given
 */
export function parseDatabaseUrl(databaseUrl, variable) {
  const malformed = new Failure(
    `${variable} is not a PostgreSQL address. It should look like postgresql://user:password@host:5432/database`,
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
 * @param {string} variable
 * @param {string} code
 * @param {string} host
 * @param {number} port
 */
export function describeNetworkError(variable, code, host, port) {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `${variable}: there is no host named ${host}.`
  if (code === 'ECONNREFUSED')
    return `${variable}: nothing listens at ${host}:${port}. Is PostgreSQL running there?`
  return `${variable}: ${host}:${port} cannot be reached (${code || 'no further reason given'}).`
}
