// What a reader types into the search is sent at once: nobody presses a key after holding a slip under the glass.
document.getElementById("q").addEventListener("sc:burst-filled", (event) => event.target.form.requestSubmit());
