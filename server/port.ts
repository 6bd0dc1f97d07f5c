// Where the web server listens: HOST and PORT.
import net from 'node:net'
import { Failure } from '../tools/process.mjs'

/** The server is open to this machine alone unless HOST says otherwise. */
export function readAddress(env: NodeJS.ProcessEnv = process.env) {
  const host = env.HOST || 'localhost'
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(`PORT is ${env.PORT}. Set it to a number from 1 to 65535.`)
  }
  const name = host.includes(':') ? `[${host}]` : host
  return { host, port, url: `http://${name}:${port}` }
}

/** Takes the environment; returns what to say where other machines can reach Cairn and nothing says by which address, else null. */
export function findUnnamedAddress(env: NodeJS.ProcessEnv = process.env): string | null {
  const { host, url } = readAddress(env)
  if (env.CAIRN_URL || /^(localhost|127(\.\d+){3}|::1)$/.test(host)) return null
  return `HOST is ${host} and CAIRN_URL is not set, so links and sign-in use ${url}. Set CAIRN_URL to the address that people use.`
}

/** Looked at before the long steps; the server itself may still find it taken when it listens. */
export async function checkPortIsFree(host: string, port: number) {
  const server = net.createServer()
  try {
    await listen(server, host === 'localhost' ? '127.0.0.1' : host, port)
  } finally {
    server.close()
  }
}

/** Listens, or fails in words. */
export function listen(server: net.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Failure(describe(error, host, port))))
    server.listen({ host, port }, resolve)
  })
}

function describe({ code, message }: NodeJS.ErrnoException, host: string, port: number) {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Stop it, or set PORT to another number.`
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is ${host}, which is not an address of this machine.`
  return `The web server cannot listen at ${host}:${port} (${message}).`
}
