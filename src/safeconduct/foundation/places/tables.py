"""Which projection fills which tables in this room."""

from safeconduct.foundation.places.models import FormBatch, Post
from safeconduct.foundation.places.projection import form_batch_rows, post_rows

PROJECTIONS = [("post", post_rows, (Post,)), ("form_batch", form_batch_rows, (FormBatch,))]
