import { expect, test } from 'vitest'
import { connectionTo, UNLIMITED } from './connection'

test('every connection is in UTC and has limits', () => {
  expect(connectionTo('postgresql://u:p@h:5432/d')).toEqual({
    connectionString: 'postgresql://u:p@h:5432/d',
    options:
      '-c timezone=UTC -c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=90000',
  })
})

test('what the address says comes first, so that ours holds', () => {
  const { connectionString, options } = connectionTo(
    'postgresql://u@h/d?sslmode=require&options=-c%20timezone%3DEurope%2FLondon',
    UNLIMITED,
  )
  expect(connectionString).toBe('postgresql://u@h/d?sslmode=require')
  expect(options).toBe(
    '-c timezone=Europe/London -c timezone=UTC -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0',
  )
})
