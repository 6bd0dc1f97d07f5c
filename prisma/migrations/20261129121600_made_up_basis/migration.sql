-- Demonstration data says what it is: it is neither published nor an estimate of anything.
ALTER TYPE "basis" ADD VALUE 'madeUp';
