local __TS__Unpack = table.unpack or unpack
