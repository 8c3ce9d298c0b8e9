// Locks the desk that nobody touches: first the drafts are saved, then the node locks. Any open page counts as touch.
import { saveAll } from "./drafts.js";

const LOOK_EVERY_MS = 5000;
const SHARED = "sc-last-touch";
let locking = false;

export function startIdleLock() {
  const { idleSeconds, lockUrl } = document.documentElement.dataset;
  if (!idleSeconds || !lockUrl) return;
  const patience = Number(idleSeconds) * 1000;
  let touched = performance.now();
  const touch = () => {
    touched = performance.now();
    share();
  };
  for (const name of ["keydown", "pointerdown", "wheel", "touchstart"]) {
    window.addEventListener(name, touch, { capture: true, passive: true });
  }
  window.addEventListener("storage", (event) => {
    if (event.key === SHARED) touched = performance.now();
  });
  let looked = Date.now();
  const look = () => {
    // A machine that slept stands still for performance.now but not for the clock on the wall.
    const slept = Date.now() - looked > patience;
    looked = Date.now();
    if (slept || performance.now() - touched > patience) lock(lockUrl);
  };
  setInterval(look, Math.min(LOOK_EVERY_MS, patience));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  share();
}

function share() {
  try {
    localStorage.setItem(SHARED, String(Date.now()));
  } catch {
    // Storage can be barred; each page then counts for itself and locks a little early.
  }
}

async function lock(url) {
  if (locking) return;
  locking = true;
  await Promise.race([saveAll(), new Promise((resolve) => setTimeout(resolve, 4000))]);
  const form = document.getElementById("lock");
  if (form) form.submit();
  else location.assign(url);
}
