// The keys that Next asks for to name submits and to encrypt what is bound to them (docs/decisions/0020-forms-across-builds.md).
import { createHmac } from 'node:crypto'

/** Salts the ids of submits. It is no secret: ids stand in every form. Always the same, so that a form of one build works at another. */
export const BUILD_KEY = deriveKey('Cairn')

/** Takes the installation's secret; returns the key that encrypts what code, rather than a form, binds to a submit. */
export function runKey(secret: string): string {
  return deriveKey(secret)
}

/** 32 bytes in base64, which is what AES-256 wants. */
function deriveKey(secret: string): string {
  return createHmac('sha256', secret).update('server actions').digest('base64')
}
