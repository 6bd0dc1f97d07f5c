/** Which columns of a plan's statuses are read, and in which order: for whoever reads a plan by itself. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'

export const STATUSES = {
  orderBy: { position: 'asc' },
  select: { code: true, label: true, shortLabel: true, definition: true, meaning: true, aliases: true },
} as const satisfies Prisma.Plan$statusesArgs
