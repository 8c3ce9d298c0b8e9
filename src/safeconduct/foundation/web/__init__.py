"""How every page looks and speaks: shell, stylesheet, scripts, sentences, labels. What a page shows is its desk's."""
