/**
 * Properties draw the same in every run, so that a run says the same twice; `npm run fuzz` draws anew, and a run with
 * its seed in ANSWERABLE_PROPERTY_SEED draws that again.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.ANSWERABLE_PROPERTY_SEED ?? 20_261_002) });
