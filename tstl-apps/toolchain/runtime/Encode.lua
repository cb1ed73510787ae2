local __TS__Encode = __vnetos and __vnetos.encode
