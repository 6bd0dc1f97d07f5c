/** What the environment must say. */

import { z } from 'zod'

// A variable that is set to nothing is as good as not set.
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/

const SINGLE_SIGN_ON = [
  'CAIRN_OIDC_ISSUER',
  'CAIRN_OIDC_CLIENT_ID',
  'CAIRN_OIDC_CLIENT_SECRET',
  'CAIRN_OIDC_NAME',
] as const

const schema = z
  .object({
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be the address of a PostgreSQL database'),
    /** Signs cookies and form tokens. The start sets it where the environment does not (tools/secrets/secret.ts). */
    CAIRN_SECRET: z.string().min(32, 'must have at least 32 characters'),
    /** Where people reach this site. */
    CAIRN_URL: z.url({ protocol: /^https?$/ }),
    /** Whom readers can ask about this site: an email address, or the address of a page. Without it, the accessibility statement. */
    CAIRN_CONTACT: optional(
      z.union([z.email(), z.url({ protocol: /^https?$/ })], {
        error: 'must be an email address, or the address of a page',
      }),
    ),
    /** How many proxies of one's own stand before this. */
    CAIRN_PROXIES: z.preprocess(
      (value) => value || '0',
      z
        .string()
        .regex(/^\d$/, 'must be the number of your own proxies before Cairn, 0 to 9')
        .transform(Number),
    ),
    /** The OpenID Connect provider that people may sign in with; all four or none (docs/operations.md). */
    CAIRN_OIDC_ISSUER: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be the address of an OpenID Connect provider' })
        // The provider's word is what people are let in on.
        .refine((url) => url.startsWith('https:') || LOCAL.test(url), { error: 'must begin with https:' }),
    ),
    CAIRN_OIDC_CLIENT_ID: optional(z.string()),
    CAIRN_OIDC_CLIENT_SECRET: optional(z.string()),
    /** What people call the provider: "Sign in with …". */
    CAIRN_OIDC_NAME: optional(z.string().max(60, 'must have at most 60 characters')),
  })
  .superRefine((given, context) => {
    const missing = SINGLE_SIGN_ON.filter((name) => given[name] === undefined)
    if (missing.length === 0 || missing.length === SINGLE_SIGN_ON.length) return
    for (const name of missing)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is missing. Single sign-on needs all of ${SINGLE_SIGN_ON.join(', ')}; set none of them to do without`,
      })
  })

/** Takes the environment; returns what this app reads of it. Throws an Error that names every variable that is wrong. */
export function readEnv(given: Readonly<Record<string, string | undefined>>) {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`The environment cannot be used as it is set:\n${lines.join('\n')}`)
}
