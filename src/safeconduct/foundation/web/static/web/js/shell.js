// What every page needs: starts the modules and gathers the small behaviours that need no file of their own.
import { startBursts } from "./burst.js";
import { startDrafts } from "./drafts.js";
import { startIdleLock } from "./idle.js";
import { startKeys } from "./keys.js";
import { startLookups } from "./lookup.js";
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
startLookups();
startTheme();
startDrafts();
startIdleLock();
// On a phone the navigation is a line that scrolls: begin where I am.
const [nav, here] = [document.querySelector(".nav"), document.querySelector(".nav [aria-current]")];
if (here && nav.scrollWidth > nav.clientWidth) nav.scrollLeft += here.getBoundingClientRect().left - nav.getBoundingClientRect().left - 60;
document.documentElement.dataset.ready = "";
