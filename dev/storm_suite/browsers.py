class Pages:
    pass
