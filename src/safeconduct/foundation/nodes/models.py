"""What a node keeps of itself beside the journal: its certificates for the local network."""

from django.db import models


class NodeCertificate(models.Model):
    """The node's authority, or the certificate it signed last; the private key beside it is wrapped by the vault."""

    part = models.CharField(max_length=12, primary_key=True)  # authority, certificate
    certificate = models.BinaryField()
    private = models.BinaryField()

    class Meta:
        db_table = "nodes_certificate"
