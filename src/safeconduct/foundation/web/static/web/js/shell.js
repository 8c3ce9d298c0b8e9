// What every page needs: starts the modules and gathers the small behaviours that need no file of their own.
import { startBursts } from "./burst.js";
import { startDrafts } from "./drafts.js";
import { startIdleLock } from "./idle.js";
import { startKeys } from "./keys.js";
import { startNotices } from "./notices.js";
import { startOnce } from "./once.js";
import { startSteppers } from "./steppers.js";
import { startTables } from "./tables.js";
import { startTheme } from "./theme.js";
import { startTypeaheads } from "./typeahead.js";

// Bursts first: what a reader types must never be taken for a shortcut.
startBursts();
startKeys();
startNotices();
startOnce();
startSteppers();
startTables();
startTypeaheads();
startTheme();
startDrafts();
startIdleLock();
document.documentElement.dataset.ready = "";
