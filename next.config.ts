import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // scripts/build.ts names a build by its sources; any other gets a name by chance.
  generateBuildId: () => process.env.CAIRN_BUILD || null,
  // A lock file in a folder above must not be taken for the root of this project.
  turbopack: { root: import.meta.dirname },
  // What minutes and letters cite under its old name leads on.
  redirects: () =>
    Promise.resolve([
      { source: '/plans/:plan/asks/:rest*', destination: '/plans/:plan/requests/:rest*', permanent: true },
    ]),
  // A page is sent whole, so its title need not follow it: every reader gets it in the head, with script or without.
  htmlLimitedBots: /.*/,
  // They talk to Node directly, or are large; bundling would only break them.
  serverExternalPackages: ['pino', 'pg', '@resvg/resvg-js', 'docx'],
  // Above what any form takes, so that a file that is too large comes back with words and not as a failure.
  experimental: { serverActions: { bodySizeLimit: '21mb' } },
  // No page has a picture that would have to be made smaller; the server refuses Next's address for that as well.
  images: { unoptimized: true },
  // `npm run verify` checks types, tests included; whoever only starts Cairn need not wait for it.
  typescript: { ignoreBuildErrors: true },
}

export default config
