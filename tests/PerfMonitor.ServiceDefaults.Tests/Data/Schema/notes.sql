not numbered
