class NotEmptyError(Exception): pass
def create(folder): raise NotImplementedError
