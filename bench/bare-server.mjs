// The yardstick: a Node server that does nothing but send the same bytes.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file, port] = process.argv.slice(2)
const body = readFileSync(String(file))
createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length })
  response.end(body)
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
