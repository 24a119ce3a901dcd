// stdin: [{entries, now, after}] as JSON → stdout: [{text, stamp}], as assets/ics.js makes them.
import { readFileSync } from "node:fs";
import { calendar } from "../docs/assets/javascripts/lib/ics.js";

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(({ entries, ...made }) => calendar(entries, made))));
