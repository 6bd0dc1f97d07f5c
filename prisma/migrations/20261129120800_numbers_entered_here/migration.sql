-- How an action's number is known: no number that somebody typed here is "as printed in the plan".
ALTER TYPE "reference_source" ADD VALUE 'entered';
