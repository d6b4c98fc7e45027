from . import pos_sync_report
from . import pos_sync_reconciliation
from . import pos_sync_story
