// Passkeys: form[data-passkey] asks the node what to ask, asks the authenticator, and hands its answer to the node.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    run(form);
  }, { capture: true });
}

async function run(form) {
  const place = form.querySelector("[data-passkey-sentence]");
  const button = form.querySelector("button");
  place.hidden = true;
  button.disabled = true;
  try {
    const options = await ask(form, form.dataset.options, {});
    const answer = form.dataset.passkey === "create" ? await created(options) : await got(options);
    const { next } = await ask(form, form.dataset.answer, { answer: JSON.stringify(answer) });
    location.assign(next);
  } catch (problem) {
    place.textContent = problem.sentence ?? problem.message;
    place.hidden = false;
    button.disabled = false;
  }
}

async function ask(form, url, fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
  const said = await answer.json();
  if (!answer.ok) throw said;
  return said;
}

async function created(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map(described),
    },
  });
  return {
    ...named(made),
    response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject) },
  };
}

async function got(options) {
  const found = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(described),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return {
    ...named(found),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

const named = (credential) => ({ id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: {} });
const described = (one) => ({ ...one, id: bytes(one.id) });

// WebAuthn speaks in bytes, JSON in base64url.
function bytes(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
