// The one command: `npm start` (and, with --dev, `npm run dev`). Only Node's own modules until the packages are there.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Cairn needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

const { runMain } = await import('../tools/process.mjs')
const { checkDatabaseAddress } = await import('../tools/postgres/database-url.mjs')
const { acquireCheckoutLock } = await import('../tools/checkout-lock.mjs')
const { ensureInstalled } = await import('./install.mjs')

const dev = process.argv.includes('--dev')
// React and Next choose their builds by this when they load, so it has to be set before they do.
Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })

await runMain(async () => {
  // A wrong address should not cost the reader a whole install first.
  for (const variable of ['DATABASE_URL', 'CAIRN_OWNER_DATABASE_URL']) {
    const given = process.env[variable]
    if (given) await checkDatabaseAddress(given, variable)
  }
  const releaseCheckout = await acquireCheckoutLock()
  await ensureInstalled()

  // tsx lives in this same process, so that one Node process is the whole application.
  const { register } = await import('tsx/esm/api')
  register()
  const { launch } = await import('./launch.js')
  await launch({ dev, onPrepared: releaseCheckout })
})
